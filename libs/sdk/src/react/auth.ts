/** How a page signs people in and out; what it does is the app's: a session of the web server, or a pair of tokens. */
export interface Auth<User, Credentials> {
  /** The signed-in person. @returns null when nobody is */
  currentUser: (signal: AbortSignal) => Promise<User | null>;
  login: (credentials: Credentials) => Promise<void>;
  logout: () => Promise<void>;
}

/** What a person may be told apart by; the services decide by their own rules. */
export interface UserWithRole {
  readonly role?: string | null | undefined;
}

export interface AuthState<User, Credentials> {
  /** Undefined while it is not known, null when nobody is signed in. */
  user: User | null | undefined;
  isAuthenticated: boolean;
  /** Whether the person is being read, or is signing in or out. */
  isLoading: boolean;
  /** Why the person could not be read. */
  error: Error | null;
  login: (credentials: Credentials) => Promise<void>;
  logout: () => Promise<void>;
  hasRole: (...roles: readonly string[]) => boolean;
  isClient: boolean;
  isDeveloper: boolean;
  isAdmin: boolean;
}
