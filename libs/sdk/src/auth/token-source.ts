/** Where the client gets its access token from. */
export interface TokenSource {
  /** The present access token, renewed first where it is about to expire; undefined for an anonymous person. */
  token: () => Promise<string | undefined>;
  /**
   * Another token than the one that a service has just refused. Called at the same time by many calls.
   * @returns undefined when the session has ended
   */
  renew: (rejected: string) => Promise<string | undefined>;
}
