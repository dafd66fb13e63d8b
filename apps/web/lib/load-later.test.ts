import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { loadLater } from './load-later.ts';

const lost = () => Promise.reject(new Error('lost'));

describe('code that comes later', () => {
  let page: EventTarget;
  let network: { onLine: boolean };

  beforeEach(() => {
    vi.useFakeTimers();
    page = new EventTarget();
    network = { onLine: true };
    vi.stubGlobal('window', page);
    vi.stubGlobal('navigator', network);
  });

  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  test('is asked for again, later each time, until it is there', async () => {
    const load = vi.fn(lost).mockImplementationOnce(lost).mockImplementationOnce(lost);
    const loaded = loadLater<string>(load);
    await vi.advanceTimersByTimeAsync(999);
    expect(load).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(load).toHaveBeenCalledTimes(2);
    load.mockImplementation(() => Promise.resolve('code') as Promise<never>);
    await vi.advanceTimersByTimeAsync(2000);
    await expect(loaded).resolves.toBe('code');
    expect(load).toHaveBeenCalledTimes(3);
  });

  test('is given up after half a minute with a network, with the last failure', async () => {
    const load = vi.fn(lost);
    const loaded = expect(loadLater(load)).rejects.toThrow('lost');
    await vi.advanceTimersByTimeAsync(30_999);
    expect(load).toHaveBeenCalledTimes(5);
    await vi.advanceTimersByTimeAsync(1);
    await loaded;
    expect(load).toHaveBeenCalledTimes(6);
  });

  test('is not given up without a network, and is asked for at once when there is one again', async () => {
    network.onLine = false;
    const load = vi.fn<() => Promise<string>>(lost);
    const loaded = loadLater(load);
    await vi.advanceTimersByTimeAsync(3_600_500);
    const before = load.mock.calls.length;
    load.mockResolvedValue('code');
    network.onLine = true;
    page.dispatchEvent(new Event('online'));
    await expect(loaded).resolves.toBe('code');
    expect(load).toHaveBeenCalledTimes(before + 1);
  });
});
