/** https://no-color.org: any text but the empty one. */
export const noColours = (process.env['NO_COLOR'] ?? '') !== '';
