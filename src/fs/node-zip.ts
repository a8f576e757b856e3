// One member of a zip archive as a byte stream, through yauzl, which knows zip64. Memory stays
// flat.
import type { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import type { Entry, ZipFile } from 'yauzl';
import { OutcryError } from '../errors/outcry-error.ts';
import { decompress } from './node-decompress.ts';
import { fileError, systemCode } from './node-errors.ts';
import { openRandomAccess } from './node-files.ts';
import { optionalPackage } from './optional-package.ts';
import type { ByteSource } from './types.ts';

const STORED = 0;
const DEFLATED = 8;

/** True when a file that starts with `head` is a zip archive. */
export function isZip(head: Uint8Array): boolean {
  return head[0] === 0x50 && head[1] === 0x4b && head[2] === 3 && head[3] === 4;
}

/**
 * Opens the member `member` of the archive at `path`, which must be its only one.
 *
 * @param member undefined: whatever the only one is called
 * @throws OutcryError as openByteSource, and BAD_ZIP; while reading TRUNCATED_FILE, CORRUPT_FILE
 *   (the checksum is verified at the end)
 */
export async function openZipMember(path: string, member?: string): Promise<ByteSource> {
  const file = await openRandomAccess(path);
  const size = await file.size();
  await file.close();
  if (size === 0)
    throw new OutcryError('EMPTY_FILE', 'input', 'the file is empty', { where: path });
  const zip = await openArchive(path);
  try {
    const entries = await listEntries(zip, path);
    const entry = entries.find((one) => member === undefined || one.fileName === member);
    if (entry === undefined || entries.length !== 1)
      throw badZip(
        path,
        'not the members that it should have',
        member === undefined ? 'a single one' : `'${member}' alone`,
        names(entries),
      );
    const { compressionMethod } = entry;
    if (entry.isEncrypted() || (compressionMethod !== STORED && compressionMethod !== DEFLATED))
      throw badZip(
        path,
        'a member that cannot be decoded',
        'deflated or stored',
        `method ${compressionMethod}`,
      );
    return new ZipMember(path, zip, entry);
  } catch (failure) {
    zip.close();
    throw failure;
  }
}

function names(entries: readonly Entry[]): string {
  const text = entries.map((entry) => `'${entry.fileName}'`).join(', ');
  return text === '' ? 'none' : text.slice(0, 200);
}

function badZip(where: string, message: string, expected: string, found: string): OutcryError {
  return new OutcryError('BAD_ZIP', 'input', message, { where, expected, found });
}

async function openArchive(path: string): Promise<ZipFile> {
  const { open } = await optionalPackage('yauzl', 'a zip archive', async () => {
    const { default: yauzl } = await import('yauzl');
    return yauzl;
  });
  return new Promise((resolve, reject) => {
    open(path, { lazyEntries: true, autoClose: false }, (error, zip) => {
      if (error !== null) reject(archiveError(error, path));
      else resolve(zip);
    });
  });
}

function archiveError(error: Error, path: string): OutcryError {
  if (systemCode(error) !== undefined) return fileError(error, path);
  return badZip(path, 'not a whole zip archive', 'a zip archive', error.message);
}

function listEntries(zip: ZipFile, path: string): Promise<readonly Entry[]> {
  return new Promise((resolve, reject) => {
    const entries: Entry[] = [];
    zip.on('entry', (entry) => {
      entries.push(entry);
      zip.readEntry();
    });
    zip.on('end', () => resolve(entries));
    zip.on('error', (error) => reject(archiveError(error, path)));
    zip.readEntry();
  });
}

class ZipMember implements ByteSource {
  readonly name: string;
  readonly sizeBytes: number;
  consumedBytes = 0;
  readonly #zip: ZipFile;
  readonly #entry: Entry;

  constructor(name: string, zip: ZipFile, entry: Entry) {
    this.name = name;
    this.sizeBytes = entry.compressedSize;
    this.#zip = zip;
    this.#entry = entry;
  }

  async *chunks(): AsyncGenerator<Uint8Array, void, undefined> {
    const entry = this.#entry;
    const raw = this.#raw();
    const chunks = entry.compressionMethod === STORED ? raw : decompress(raw, 'deflate', this.name);
    let checksum = 0;
    let length = 0;
    for await (const chunk of chunks) {
      checksum = crc32(chunk, checksum);
      length += chunk.length;
      yield chunk;
    }
    if (checksum === entry.crc32 && length === entry.uncompressedSize) return;
    throw new OutcryError('CORRUPT_FILE', 'input', 'the member does not match its checksum', {
      where: this.name,
      offset: length,
      expected: `${entry.uncompressedSize} bytes with CRC-32 ${entry.crc32}`,
      found: `${length} bytes with CRC-32 ${checksum}`,
    });
  }

  async *#raw(): AsyncGenerator<Uint8Array, void, undefined> {
    const stream = await new Promise<Readable>((resolve, reject) => {
      this.#zip.openReadStream(this.#entry, { decodeFileData: false }, (error, opened) => {
        if (error !== null) reject(archiveError(error, this.name));
        else resolve(opened);
      });
    });
    try {
      for await (const chunk of stream as AsyncIterable<Uint8Array>) {
        this.consumedBytes += chunk.length;
        yield chunk;
      }
    } catch (error) {
      throw error instanceof Error ? archiveError(error, this.name) : error;
    }
  }

  async close(): Promise<void> {
    this.#zip.close();
  }
}
