import type { EventEnvelope } from '@throughline/contracts/wire';

/**
 * An event of a domain as the text that its readers get.
 * @throws {RangeError} when it is nested too deeply to be written
 */
export function eventData(event: EventEnvelope): string {
  return JSON.stringify(event);
}

/**
 * An event of a domain as bytes on an event stream (WHATWG HTML, section 9.2.5), made once for all its readers. It has no
 * `event:` line, so that `EventSource.onmessage` receives it; JSON holds no line break, so that one `data:` line is enough.
 */
export function eventFrame(position: string, data: string): Buffer {
  return Buffer.from(`id: ${position}\ndata: ${data}\n\n`);
}

/**
 * An event of the gateway itself.
 * @param position given where the reader's place is to be kept from here on
 */
export function controlFrame(name: ControlName, data: object, position?: string): Buffer {
  const id = position === undefined ? '' : `id: ${position}\n`;
  return Buffer.from(`event: ${name}\n${id}data: ${JSON.stringify(data)}\n\n`);
}

export type ControlName = 'ready' | 'reset' | 'expiring' | 'closing';

/** A comment: it tells proxies and clients that the connection lives. */
export const heartbeatFrame = Buffer.from(':\n\n');
