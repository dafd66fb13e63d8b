import { readFile } from 'node:fs/promises';
import { type RuleId, isRuleId } from '../contract/rules.ts';
import { Refusal } from '../document/refusal.ts';

/** A breaking change that its author knows of. */
export interface Announcement {
  rule: RuleId;
  place: string;
  reason: string;
  /** From 1. */
  line: number;
}

/** An item of a list that begins with code is an announcement; whatever else the file says is for people. */
const ITEM = /^\s*[-*]\s+`/;
const FORM = /^\s*[-*]\s+`([^`]+)`\s+`([^`]+)`\s+(\S.*?)\s*$/;

/**
 * The announcements of a changes file, one a line: - `rule` `place` reason
 * @param isOptional whether the file may be missing, which says the same as an empty one.
 * @throws {Refusal} for a file that cannot be read, or a line that means nothing or the same as another.
 */
export async function readAnnouncements(file: string, isOptional: boolean): Promise<Announcement[]> {
  const announcements = new Map<string, Announcement>();
  for (const [index, text] of (await readLines(file, isOptional)).entries()) {
    if (!ITEM.test(text)) continue;
    const line = index + 1;
    const [, rule, place, reason] = FORM.exec(text) ?? [];
    if (rule === undefined || place === undefined || reason === undefined)
      throw new Refusal(`${file}:${line} is no announcement: write - \`rule\` \`place\` and the reason.`);
    if (!isRuleId(rule))
      throw new Refusal(`${file}:${line} names the unknown rule "${rule}": "check" prints the right one.`);
    const known = announcements.get(announcementKey(rule, place));
    if (known !== undefined)
      throw new Refusal(`${file}:${line} announces the same as line ${known.line}: remove one of them.`);
    announcements.set(announcementKey(rule, place), { rule, place, reason, line });
  }
  return [...announcements.values()];
}

export function announcementKey(rule: RuleId, place: string): string {
  return `${rule} ${place}`;
}

async function readLines(file: string, isOptional: boolean): Promise<string[]> {
  try {
    return (await readFile(file, 'utf8')).split(/\r?\n/);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    if (code === 'ENOENT' && isOptional) return [];
    throw new Refusal(`${file} cannot be read (${code}).`, { cause: error });
  }
}
