import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../run.ts';
import type { Streams } from '../terminal/streams.ts';

export interface Answer {
  code: number;
  out: string;
  error: string;
}

/** A folder of its own in which the program is run as a person would. */
export class CommandLine {
  readonly folder: string;

  private constructor(folder: string) {
    this.folder = folder;
  }

  static async open(): Promise<CommandLine> {
    return new CommandLine(await mkdtemp(join(tmpdir(), 'throughline-')));
  }

  async close(): Promise<void> {
    await rm(this.folder, { recursive: true });
  }

  path(name: string): string {
    return join(this.folder, name);
  }

  async write(name: string, content: unknown): Promise<void> {
    await writeFile(this.path(name), typeof content === 'string' ? content : JSON.stringify(content));
  }

  async throughline(...args: string[]): Promise<Answer> {
    return this.on({}, ...args);
  }

  async on(streams: Partial<Streams>, ...args: string[]): Promise<Answer> {
    const out: string[] = [];
    const error: string[] = [];
    const code = await run(args, this.folder, {
      out: (line) => out.push(line),
      error: (line) => error.push(line),
      ...streams,
    });
    return { code, out: out.join('\n'), error: error.join('\n') };
  }
}
