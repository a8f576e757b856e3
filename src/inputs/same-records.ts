// Finds files that hold the same records: one file named twice, a recording beside its tape or its
// compressed copy. Every trade of theirs would count twice, and books would break.
import { HeaderAt, RecordKind } from '../abi/records.ts';
import { type Core, createCore } from '../core/core.ts';
import { OutcryError } from '../errors/outcry-error.ts';
import type { RecordSource } from '../import/record-source.ts';
import { instrumentKey } from '../model/instrument.ts';

/** An open file of a run. */
export interface OpenedFile {
  readonly file: string;
  readonly source: RecordSource;
  /** See `contentKey`; empty for what cannot be read twice. */
  readonly content: string;
}

const RECORD_BYTES = 64;
/** Batches in which the first record of an instrument is looked for: definitions come before. */
const BATCHES = 2;

function refusal(one: OpenedFile, other: OpenedFile): OutcryError {
  return new OutcryError('BAD_ARGUMENT', 'usage', 'two files hold the same records', {
    where: other.source.name,
    expected: 'each file once, a recording or its tape',
    found: `what ${one.source.name} holds too`,
  });
}

/** The first record of each instrument of a source, as text that equal ones share. */
async function firstRecords(
  core: Core,
  source: RecordSource,
  nameOf: (id: number) => string,
): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (let i = 0; i < BATCHES; i++) {
    const batch = await source.next();
    if (batch === undefined) break;
    const { view } = core;
    for (let at = batch.start; at < batch.end; at += view.getUint32(at + HeaderAt.size, true)) {
      const kind = view.getUint8(at + HeaderAt.kind);
      const name = nameOf(view.getUint16(at + HeaderAt.instrumentId, true));
      if (kind === RecordKind.Definition || found.has(name)) continue;
      const words = [`${kind}`];
      for (let own = HeaderAt.recvTsNs; own < RECORD_BYTES; own += 8)
        words.push(view.getBigUint64(at + own, true).toString(36));
      found.set(name, words.join(' '));
    }
  }
  return found;
}

/** Files that begin with one instrument at one nanosecond: few runs have any. */
function suspects(opened: readonly OpenedFile[]): (readonly OpenedFile[])[] {
  const groups = new Map<string, OpenedFile[]>();
  for (const one of opened) {
    const { source, content } = one;
    if (source.firstTsNs === undefined || source.candleNs !== undefined || content === '') continue;
    for (const instrument of source.instruments) {
      const key = `${instrumentKey(instrument)} ${source.firstTsNs}`;
      groups.set(key, [...(groups.get(key) ?? []), one]);
    }
  }
  return [...groups.values()].filter((group) => group.length > 1);
}

/**
 * Refuses files that hold the same records. Files that begin at another time, or with another
 * record, are not looked at further: recorders split by time and by channel.
 *
 * @param open opens a file once more, with ids of its own
 * @throws OutcryError BAD_ARGUMENT
 */
export async function refuseSameRecords(
  opened: readonly OpenedFile[],
  open: (
    core: Core,
    file: string,
  ) => Promise<{
    readonly source: RecordSource;
    readonly nameOf: (id: number) => string;
  }>,
): Promise<void> {
  const contents = new Map<string, OpenedFile>();
  for (const one of opened) {
    const { source, content } = one;
    if (content === '' || source.candleNs !== undefined) continue;
    const before = contents.get(content);
    if (before !== undefined) throw refusal(before, one);
    contents.set(content, one);
  }
  for (const group of suspects(opened)) {
    const begins = new Map<string, OpenedFile>();
    for (const one of group) {
      const core = await createCore();
      const { source, nameOf } = await open(core, one.file);
      try {
        for (const [name, record] of await firstRecords(core, source, nameOf)) {
          const before = begins.get(`${name} ${record}`);
          if (before !== undefined && before !== one) throw refusal(before, one);
          begins.set(`${name} ${record}`, one);
        }
      } finally {
        await source.close();
      }
    }
  }
}
