import { describe, expect, test } from 'vitest';
import { projectQueryOf, projectsHref } from './project-query.ts';

const plain = { search: '', status: undefined, ordering: '-updated_at', page: 1 } as const;

describe('the address of the list', () => {
  test('says what is searched, filtered, ordered and shown', () => {
    const params = { search: ' shop ', status: 'open', ordering: 'title', page: '3' };
    expect(projectQueryOf(params)).toEqual({ search: 'shop', status: 'open', ordering: 'title', page: 3 });
  });

  test.each([
    ['an unknown status', { status: 'lost' }],
    ['an order that does not exist', { ordering: 'toString' }],
    ['a repeated parameter', { status: ['open', 'draft'], search: ['a'], page: ['2'] }],
    ['page zero', { page: '0' }],
    ['half a page', { page: '1.5' }],
    ['a huge page', { page: '9'.repeat(30) }],
    ['a page in words', { page: 'two' }],
    ['something else', { colour: 'red' }],
  ])('is read without what makes no sense: %s', (_, params) => {
    expect(projectQueryOf(params)).toEqual(plain);
  });

  test('is cut where a search is longer than the services take', () => {
    expect(projectQueryOf({ search: 'a'.repeat(500) }).search).toHaveLength(200);
  });

  test.each([
    [{}, '/projects'],
    [{ page: 2 }, '/projects?page=2'],
    [{ status: 'open', search: 'a&b' }, '/projects?search=a%26b&status=open'],
    [{ ordering: 'title' }, '/projects?ordering=title'],
  ] as const)('is written as short as it can be: %o', (changes, href) => {
    expect(projectsHref(plain, changes)).toBe(href);
  });

  test('begins at the first page when the filter changes', () => {
    expect(projectsHref({ ...plain, page: 4 }, { status: 'open' })).toBe('/projects?status=open');
  });
});
