/** Where events about a person's projects come by: their own topic, and that of the company that they act for. */
export function ownTopics(personId: string, companyId: unknown): string[] {
  return typeof companyId === 'string' ? [`user_${personId}`, `company_${companyId}`] : [`user_${personId}`];
}
