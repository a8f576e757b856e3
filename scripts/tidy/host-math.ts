// What decides gives the same bits on every machine: no functions of `Math` whose digits the
// language leaves to the engine. They stand in outcry/math and outcry/assembly/math.
// Exceptions carry `// determinism-ok: reason`.
import ts from 'typescript';
import type { SourceFile } from './source-file.ts';
import { type Fault, faultAt, isExcused, isTest, lineOf, parse, walk } from './source-file.ts';

const LOOSE =
  /^Math\.(a?(cos|sin|tan)h?|atan2|cbrt|exp|expm1|log|log10|log1p|log2|pow|hypot|random)$/;
const DECIDES = /^(examples\/strategies|src\/(strategy|host|session|testing\/strategies))\//;
/** The package itself raises 10 to whole numbers only. */
const STRATEGIES = /^(examples|src\/testing)\/strategies\//;

function looseName(node: ts.Node): string | undefined {
  if (ts.isPropertyAccessExpression(node)) {
    const name = node.getText().replace(/^(globalThis\.)?(Native)?/, '');
    return LOOSE.test(name) ? name : undefined;
  }
  return undefined;
}

/** A power whose digits depend on the engine: powers of whole numbers by whole ones are exact. */
function isLoosePower(node: ts.Node): boolean {
  if (
    !ts.isBinaryExpression(node) ||
    node.operatorToken.kind !== ts.SyntaxKind.AsteriskAsteriskToken
  )
    return false;
  return !(ts.isNumericLiteral(node.left) && Number.isInteger(Number(node.left.text)));
}

export function hostMathFaults(files: readonly SourceFile[]): Fault[] {
  const faults: Fault[] = [];
  for (const file of files) {
    if (!DECIDES.test(file.path) || isTest(file.path)) continue;
    const tree = parse(file);
    walk(tree, (node) => {
      const isPower = STRATEGIES.test(file.path) && isLoosePower(node);
      const found = looseName(node) ?? (isPower ? 'operator **' : undefined);
      const line = lineOf(tree, node.getStart(tree));
      if (found === undefined || isExcused(file, line, 'determinism-ok')) return;
      faults.push(faultAt(file, line, `${found} gives other bits on other engines: outcry/math`));
    });
  }
  return faults;
}
