interface Page<Row> {
  results: readonly Row[];
  next: string | null;
}

/** The most that the services give at once. */
export const largestPage = 200;

/** Every row of a list, page after page. */
export async function allPages<Row>(
  read: (query: { page: number; page_size: number }) => Promise<Page<Row>>,
): Promise<Row[]> {
  const rows: Row[] = [];
  for (let page = 1; ; page += 1) {
    const { results, next } = await read({ page, page_size: largestPage });
    rows.push(...results);
    if (next === null) return rows;
  }
}
