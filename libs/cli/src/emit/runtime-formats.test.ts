import * as z from 'zod/mini';
import { describe, expect, it } from 'vitest';
import * as formats from '../../runtime/formats.ts';
import * as international from '../../runtime/international.ts';

const CHECKS = { ...formats, ...international };

type Format = {
  [Name in keyof typeof CHECKS]: (typeof CHECKS)[Name] extends () => z.core.$ZodCheck<string> ? Name : never;
}[keyof typeof CHECKS];

const CASES: [Format, string[], string[]][] = [
  [
    'date',
    ['2024-02-29', '2000-02-29', '0001-01-01'],
    ['2023-02-29', '1900-02-29', '2024-00-10', '2024-04-31', '2024-1-1', '24-01-01', '2024-01-01Z', '২০২৪-01-01', ''],
  ],
  [
    'time',
    ['00:00:00Z', '23:59:60Z', '12:00:00.123+05:30', '01:29:60+01:30', '12:00:00z'],
    ['12:00:00', '24:00:00Z', '12:60:00Z', '12:00:60Z', '22:59:60+01:00', '12:00:00+24:00', '12:00Z', '12:00:00.Z'],
  ],
  [
    'dateTime',
    ['2024-02-29T12:00:00Z', '1998-12-31T23:59:60Z', '2024-01-01t00:00:00z', '2024-01-01T00:00:00.5-08:00'],
    [
      '2024-01-01 00:00:00Z',
      '2024-01-01T00:00:00',
      '2024-01-01',
      '2023-02-29T00:00:00Z',
      '2024-01-01T00:00Z',
      '12024-01-01T00:00:00Z',
    ],
  ],
  [
    'duration',
    ['P4DT12H30M5S', 'P1Y', 'PT0S', 'P2W', 'P1M', 'PT1M', 'PT36H'],
    ['P', 'PT', 'P1D2H', 'P2D1Y', 'P1Y2W', '4D', 'P1YT', 'PT1D'],
  ],
  [
    'email',
    ['a@b.org', 'a.b+c@localhost', '"a b"@example.org', 'a@[127.0.0.1]', 'a@[IPv6:::1]'],
    [
      'a',
      '@b.org',
      'a@',
      '.a@b.org',
      'a.@b.org',
      'a..b@b.org',
      'a b@c.org',
      'a@b@c.org',
      'a@-b.org',
      'a@[127.0.0.300]',
    ],
  ],
  [
    'hostname',
    ['example.org', 'localhost', 'a1-b.c', 'a'.repeat(63), 'xn--caf-dma.org', 'XN--CAF-DMA.org'],
    ['', '-a', 'a-', 'a_b', 'a..b', 'a'.repeat(64), 'é.org', 'a.', 'xn--a', 'xn--', 'xn--zzzzzzzz99999999'],
  ],
  [
    'idnHostname',
    ['café.org', 'xn--caf-dma.org', 'straße.de', 'שלום.ישראל', 'a。b', 'क्‍ष', 'l·l', 'お・お', '123', 'abc'],
    [
      '',
      'cafe\u0301.org',
      'CAFÉ.org',
      'xn--CAFÉ',
      'a·b',
      'a\u200db',
      '・',
      'aא',
      'אa',
      '0א',
      'ـ',
      'a b',
      'a@b',
      'a/b',
      'é'.repeat(60),
    ],
  ],
  [
    'idnEmail',
    ['δοκιμή@παράδειγμα.δοκιμή', 'a@café.org', 'a@b.org', '"δ ο"@b.org'],
    ['a', '@café.org', 'a b@c.org', 'a@-.org'],
  ],
  [
    'ipv6',
    ['::', '::1', '1::', '1:2:3:4:5:6:7:8', '::ffff:1.2.3.4', '1:2:3:4:5:6:1.2.3.4', '1::3:4'],
    [
      '',
      ':',
      '1:2:3:4:5:6:7',
      '1:2:3:4:5:6:7:8:9',
      '1::2::3',
      '12345::',
      '::1.2.3.256',
      '1.2.3.4',
      '1:2:3:4:5:6:7::8',
      '::1%eth0',
      '1.2.3.4::',
    ],
  ],
  [
    'uri',
    ['https://a@b.org:80/c?d=e#f', 'urn:isbn:1', 'http://[::1]/', 'a:', 'http://a/%20'],
    ['/a', 'a', 'http://a b', 'http://a/%2', ':a', 'http://[1', '1a:b', 'http://a/<b>', 'http://é.org'],
  ],
  ['uriReference', ['/a', 'a', '', '#f', '//a/b', '?q'], ['\\a', 'a b', '%', '1:/x']],
  [
    'iri',
    ['http://é.org/ü?ö#ä', 'https://a/b', 'urn:ä'],
    ['é', '/é', 'http://é .org', 'http://é/<b>', 'http://a/\ue000'],
  ],
  ['iriReference', ['é', '/é?\ue000', '#é', ''], ['é b', '\\é', '%', 'é:x y']],
  [
    'uriTemplate',
    ['', 'http://a/{b}', '{+path}/x', '{?q,lang*}', '{a:3}', "a'b", '{a.b}', '{%20}'],
    ['{', '}', '{}', '{a', 'a}', '{a,}', '{=a}', '{a:0}', '{a:10000}', 'a b', '%2', '{a b}', '{{a}}'],
  ],
  [
    'relativeJsonPointer',
    ['0', '1/a', '2#', '0+1/b', '10-2#', '0/~0~1'],
    ['', '/a', '01', '-1', '+1', '1##', '0/~', '1+01', 'a'],
  ],
  ['byte', ['', 'aGk=', 'YQ==', 'AAAA'], ['aGk', 'aGk==', 'a', '====', 'aG-_']],
  ['decimal', ['0', '-1.50', '.5', '1.', '12345678901234567890.123'], ['', '-', '.', '1e3', '+1', ' 1', '1,5', 'NaN']],
  ['jsonPointer', ['', '/', '/a~1b/~0'], ['a', '/~', '/~2', '#/a']],
  ['regex', ['a+', '[^x]', '\\p{L}'], ['[', '(', '\\Z', 'a**']],
];

describe.each(CASES)('the format %s', (name, valid, invalid) => {
  const schema = z.string().check(CHECKS[name]());

  it.each(valid)('accepts %j', (text) => {
    expect(schema.safeParse(text)).toEqual({ success: true, data: text });
  });

  it.each(invalid)('refuses %j', (text) => {
    expect(schema.safeParse(text).error?.issues[0]?.code).toBe('invalid_format');
  });
});
