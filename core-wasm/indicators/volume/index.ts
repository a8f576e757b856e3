// Ids 192 to 255: which kernel an id stands for (src/indicators/catalogue/volume.ts).
import {
  adoscInit,
  adoscRun,
  adRun,
  obvRun,
  SIZEOF_AD,
  SIZEOF_ADOSC,
  SIZEOF_OBV,
} from './accumulation';

@inline const FIRST: u32 = 192;

export function volumeSize(id: u32, _params: usize): u32 {
  switch (id) {
    case FIRST:
      return SIZEOF_AD;
    case FIRST + 1:
      return SIZEOF_ADOSC;
    case FIRST + 2:
      return SIZEOF_OBV;
    default:
      return 0;
  }
}

export function volumeInit(id: u32, s: usize, params: usize): void {
  if (id == FIRST + 1) adoscInit(s, params);
}

export function volumeRun(id: u32, s: usize, inputs: usize, outputs: usize, n: u32): void {
  switch (id) {
    case FIRST:
      return adRun(s, inputs, outputs, n);
    case FIRST + 1:
      return adoscRun(s, inputs, outputs, n);
    case FIRST + 2:
      return obvRun(s, inputs, outputs, n);
    default:
      unreachable();
  }
}
