import { get, type IncomingMessage } from 'node:http';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';

/** Reads a topic as a client does: comes back when the connection ends, at the next address, from where it was. */
export class ResumingReader {
  /** Ids of events, each once, in the order in which they first came. */
  readonly seen: string[] = [];
  /** Events that came again, or `reset` that was told. */
  repeats = 0;
  resets = 0;
  /** Connections that have begun. */
  connections = 0;
  readonly #addresses: readonly string[];
  readonly #token: string;
  readonly #known = new Set<string>();
  #next: number;
  #position: string | undefined;
  #response: IncomingMessage | undefined;
  #isClosed = false;

  /** @param first index of the address to begin at */
  constructor(addresses: readonly string[], first: number, token: string) {
    this.#addresses = addresses;
    this.#next = first;
    this.#token = token;
    void this.#run();
  }

  close(): void {
    this.#isClosed = true;
    this.#response?.destroy();
  }

  async #run(): Promise<void> {
    while (!this.#isClosed) {
      const address = this.#addresses[this.#next % this.#addresses.length] ?? '';
      // A refusal or a cut connection: the next node is asked, after a moment.
      await this.#read(address).catch(() => undefined);
      this.#next += 1;
      await pause(Math.random() * 100);
    }
  }

  async #read(address: string): Promise<void> {
    const headers = {
      Authorization: `Bearer ${this.#token}`,
      ...(this.#position === undefined ? {} : { 'Last-Event-ID': this.#position }),
    };
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      get(address, { headers, agent: false }, resolve).once('error', reject);
    });
    this.#response = response;
    if (response.statusCode !== 200) {
      response.destroy();
      return;
    }
    let [event, id, data] = ['', '', ''];
    for await (const line of createInterface(response)) {
      if (line.startsWith('event: ')) event = line.slice(7);
      else if (line.startsWith('id: ')) id = line.slice(4);
      else if (line.startsWith('data: ')) data = line.slice(6);
      else if (line === '') {
        this.#take(event, id, data);
        [event, id, data] = ['', '', ''];
      }
    }
  }

  #take(event: string, id: string, data: string): void {
    if (id !== '') this.#position = id;
    if (event === 'ready') this.connections += 1;
    if (event === 'reset') this.resets += 1;
    if (event !== '' || data === '') return;
    const { id: eventId } = JSON.parse(data) as { id: string };
    if (this.#known.has(eventId)) this.repeats += 1;
    else this.seen.push(eventId);
    this.#known.add(eventId);
  }
}
