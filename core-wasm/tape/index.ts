// Codec of tape blocks: records to compact streams and back, and the checksum of the file.
export { tapeEncoderSize, tapeEncoderInit } from './encoder';
export { tapeEncode } from './encode';
export { tapeDecoderSize, tapeDecoderInit } from './decoder';
export { tapeDecode, tapeDecodeSlack } from './decode';
export { tapeCrcSize, tapeCrcInit, tapeCrc } from './crc';
export { tapeFit } from './fit';
