import type { Closing, Expiring, Ready, Reset, SnapshotRefused } from '@throughline/contracts/realtime';
import type { EventEnvelope, PublishedEvent } from '@throughline/contracts/wire';

/**
 * A published event as each of its topics' readers get it.
 * @throws {RangeError} when it is nested too deeply to be written
 */
export function dataByTopic({ topics, ...event }: PublishedEvent): ReadonlyMap<string, string> {
  return new Map(topics.map((topic) => [topic, JSON.stringify({ ...event, topic } satisfies EventEnvelope)] as const));
}

/**
 * An event of a domain as bytes on an event stream (WHATWG HTML, section 9.2.5), made once for all its readers. It has no
 * `event:` line, so that `EventSource.onmessage` receives it; JSON holds no line break, so that one `data:` line is enough.
 */
export function eventFrame(position: string, data: string): Buffer {
  return Buffer.from(`id: ${position}\ndata: ${data}\n\n`);
}

/** The events of frames that `eventFrame` made, one or more in each buffer. */
export function eventsOf(frames: readonly Buffer[]): unknown[] {
  return frames.flatMap((bytes) =>
    bytes
      .toString('utf8')
      .split('\n\n')
      .slice(0, -1)
      .map((frame) => JSON.parse(frame.slice(frame.indexOf('data: ') + 'data: '.length)) as unknown),
  );
}

/** The gateway's own events, as its document declares them; a snapshot that could be read has `snapshotFrame`. */
interface ControlData {
  ready: Ready;
  reset: Reset;
  snapshot: SnapshotRefused;
  expiring: Expiring;
  closing: Closing;
}

export type ControlName = keyof ControlData;

/**
 * An event of the gateway itself.
 * @param position given where the reader's place is to be kept from here on
 */
export function controlFrame<Name extends ControlName>(name: Name, data: ControlData[Name], position?: string): Buffer {
  const id = position === undefined ? '' : `id: ${position}\n`;
  return Buffer.from(`event: ${name}\n${id}data: ${JSON.stringify(data)}\n\n`);
}

/**
 * A topic's state, which is JSON already.
 * @param id given where the reader's place is to be kept from here on
 */
export function snapshotFrame(topic: string, position: string, state: string, id?: string): Buffer {
  const place = id === undefined ? '' : `id: ${id}\n`;
  const data = `{"topic":${JSON.stringify(topic)},"position":${JSON.stringify(position)},"state":${state}}`;
  return Buffer.from(`event: snapshot\n${place}data: ${data}\n\n`);
}

/** A comment: it tells proxies and clients that the connection lives. */
export const heartbeatFrame = Buffer.from(':\n\n');
