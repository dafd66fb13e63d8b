/** What sign-in and refresh answer with. */
export interface TokenPair {
  access: string;
  refresh: string;
}

/** Where a pair outlives the process: a keychain, a file. The browser needs none, its server keeps the session. */
export interface TokenStore {
  load: () => Promise<TokenPair | undefined>;
  save: (pair: TokenPair) => Promise<void>;
  clear: () => Promise<void>;
}

/** Keeps the pair for as long as the process runs. */
export function memoryTokenStore(pair?: TokenPair): TokenStore {
  let kept = pair;
  return {
    load: () => Promise.resolve(kept),
    save: (next) => {
      kept = next;
      return Promise.resolve();
    },
    clear: () => {
      kept = undefined;
      return Promise.resolve();
    },
  };
}
