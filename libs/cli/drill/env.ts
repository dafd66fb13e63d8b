/** A folder with other people's documents; without it ours are used. */
export const corpusFolder = process.env['THROUGHLINE_CORPUS'];
