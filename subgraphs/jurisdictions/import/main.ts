import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { projectFile } from '../../../schema/files';
import { type DatabaseConfig, readDatabaseConfig } from '../../kit/config';
import type { Stores } from '../../kit/context';
import { closeStores, openStores } from '../../kit/definition';
import { newId } from '../../kit/newId';
import { jurisdictions } from '../subgraph';
import { importErrorOf } from './databaseError';
import { type ImportArguments, readImportArguments } from './importArguments';
import { ImportError } from './importError';
import { importList } from './importList';
import type { ImportReport } from './importReport';
import { progressBar } from './progressBar';
import { readReference } from './reference';

/** Between two writes of ≤ 100 rows, so that the running system comes to write too. */
const PAUSE_MS = 30;

/**
 * `npm run import -- FILE [--accept "REASON"] [--listed-on YYYY-MM-DD]` prints one JSON report. Exit 0 applied, now or
 * before; 2 quarantined; 1 failed, with the code and one sentence on stderr.
 */
async function main(words: readonly string[]): Promise<number> {
  const args = readImportArguments(words, new Date().toISOString().slice(0, 10));
  const bytes = readBytes(args.path);
  const stores = await open();
  const report = await runImport(args, bytes, stores).finally(() => closeStores(stores));
  const { maxRSS } = process.resourceUsage();
  const cost = { seconds: Math.round(performance.now()) / 1000, megabytes: Math.round(maxRSS / 1024) };
  process.stdout.write(`${JSON.stringify({ ...report, ...cost })}\n`);
  return report.applied || report.already ? 0 : 2;
}

function runImport(args: ImportArguments, bytes: Uint8Array, stores: Stores): Promise<ImportReport> {
  const { path, acceptedReason, listedOn } = args;
  return importList(
    { fileName: basename(path), bytes, acceptedReason, listedOn },
    {
      store: stores.operational,
      reference: readReference(projectFile('subgraphs', 'jurisdictions', 'data')),
      now: () => new Date(),
      newId,
      pause: () => wait(PAUSE_MS),
      onProgress: progressBar(process.stderr),
    },
  );
}

function readBytes(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new ImportError('FILE_UNREADABLE', { cause: error });
  }
}

async function open(): Promise<Stores> {
  const config = readSettings();
  try {
    return await openStores(jurisdictions, config);
  } catch (error) {
    throw new ImportError('DATABASE_UNAVAILABLE', { cause: error });
  }
}

function readSettings(): DatabaseConfig {
  try {
    return readDatabaseConfig('jurisdictions', process.env);
  } catch (error) {
    throw new ImportError('SETTINGS_INVALID', { cause: error });
  }
}

/** A fault of the settings is told in full, as it names no more than them; of all else the code and its sentence. */
function sentenceOf(error: unknown): string {
  const { code, message, cause } = importErrorOf(error);
  const detail = code === 'SETTINGS_INVALID' && cause instanceof Error ? `\n${cause.message}` : '';
  return `${code}: ${message}${detail}`;
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`${sentenceOf(error)}\n`);
    process.exitCode = 1;
  },
);
