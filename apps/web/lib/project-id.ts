const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whether an address can name a project at all; others need not be asked about. */
export function isProjectId(value: string): boolean {
  return uuid.test(value);
}
