import { expect, test } from 'vitest';
import { effectiveConfig } from './effective-config.ts';

test('rates are decimal text, by default and however they were given', () => {
  expect(effectiveConfig({}, true)).toMatchObject({ makerRate: '0.001', takerRate: '0.001' });
  const terms = { makerRate: -0.0001, takerRate: '0.00050', leverage: 5, kind: 'linear' } as const;
  const tier = { volumeMin: 0, makerRate: 1e-7, takerRate: 0 };
  const config = effectiveConfig(
    { terms, termsOf: { X: { takerRate: 2e-4 } }, feeTiers: [tier] },
    true,
  );
  expect(config).toMatchObject({
    makerRate: '-0.0001',
    takerRate: '0.0005',
    leverage: 5,
    kind: 'linear',
    instruments: { X: { takerRate: '0.0002' } },
    feeTiers: [{ volumeMin: 0, makerRate: '0.0000001', takerRate: '0' }],
  });
});

test('limits of risk stand there with those that are off', () => {
  const { risk } = effectiveConfig({ risk: { openOrdersMax: 50 } }, true);
  expect(risk).toMatchObject({
    openOrdersMax: 50,
    drawdownMax: 'off',
    instrument: { collar: 'off', jumpWindow: '1m' },
  });
  expect(effectiveConfig({}, true)['risk']).toBe('none');
  const all = effectiveConfig({ risk: { default: true, openOrdersMax: 50 } }, true)['risk'];
  expect(all).toMatchObject({
    openOrdersMax: 50,
    drawdownMax: '0.05',
    instrument: { qtyMax: '100' },
  });
});
