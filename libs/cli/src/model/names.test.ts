import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NameAllocator, camelCase, kebabCase, pascalCase } from './names.ts';

const IDENTIFIER = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;

/** Any UTF-16 units, also halves of pairs. */
const anyText = fc.array(fc.nat(0xffff), { maxLength: 12 }).map((units) => String.fromCharCode(...units));

describe('names', () => {
  it.each([
    ['Task', 'Task'],
    ['task_status', 'TaskStatus'],
    ['io.k8s.api.Pod', 'IoK8sApiPod'],
    ['PaginatedVacancyList', 'PaginatedVacancyList'],
    ['2fa', 'Schema2fa'],
    ['', 'Schema'],
    ['été', 'Été'],
    ['__proto__', 'Proto'],
    ['任务', '任务'],
    ['𒾐x', 'x'],
    ['𒾐', 'Schema'],
  ])('of types: %s becomes %s', (text, expected) => {
    expect(pascalCase(text)).toBe(expected);
  });

  it.each([
    ['projects_list', 'projectsList'],
    ['getProjects', 'getProjects'],
    ['get_project_matches', 'getProjectMatches'],
    ['Get Projects', 'getProjects'],
    ['APIKeys', 'apiKeys'],
    ['get /a/{b}', 'getAB'],
    ['1st', 'operation1st'],
  ])('of operations: %s becomes %s', (text, expected) => {
    expect(camelCase(text)).toBe(expected);
  });

  it.each([
    ['Delivery Challans', 'delivery-challans'],
    ['projectMembers', 'project-members'],
    ['../../etc/passwd', 'etc-passwd'],
    ['', 'untagged'],
  ])('of files: %s becomes %s', (text, expected) => {
    expect(kebabCase(text)).toBe(expected);
  });

  it('are identifiers whatever the document says', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const allocator = new NameAllocator();
        expect(allocator.take(pascalCase(text))).toMatch(IDENTIFIER);
        expect(allocator.take(camelCase(text))).toMatch(IDENTIFIER);
        expect(kebabCase(text)).not.toMatch(/[/\\.\0]/);
      }),
    );
  });

  it('are given out once, also where only their case differs', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('task', 'Task', 'TASK', 'task2', 'default', 'Task_2')), (wanted) => {
        const allocator = new NameAllocator();
        const names = wanted.map((name) => allocator.take(name).toLowerCase());
        expect(new Set(names).size).toBe(names.length);
      }),
    );
  });

  it('keep clear of the words of the language and of the generated modules', () => {
    const allocator = new NameAllocator();
    expect([allocator.take('delete'), allocator.take('Schema'), allocator.take('z')]).toEqual([
      'delete_',
      'Schema_',
      'z_',
    ]);
  });
});
