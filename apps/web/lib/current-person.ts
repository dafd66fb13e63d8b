import 'server-only';
import { cache } from 'react';
import { api } from './api.ts';
import { pageData } from './page-data.ts';

/** The signed-in person; asked for once in a render. */
export const currentPerson = cache(() => pageData(api().auth.getMe()));
