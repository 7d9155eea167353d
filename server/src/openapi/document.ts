import type { Config } from '../config.ts';
import type { JsonSchema } from './json-schema.ts';
import type { PathItem } from './operation.ts';
import { pathsOf } from './paths.ts';
import { schemasOf } from './schemas.ts';

/** As much of OpenAPI 3.1 as our document uses. */
export interface OpenapiDocument {
  readonly openapi: '3.1.0';
  readonly info: { readonly title: string; readonly version: string; readonly description: string; readonly license: { readonly name: string; readonly identifier: string } };
  readonly servers: readonly { readonly url: string }[];
  readonly paths: Readonly<Record<string, PathItem>>;
  readonly components: { readonly schemas: Readonly<Record<string, JsonSchema>> };
}

/** The description of this very server, limits included, as it is served at `/openapi.json`. */
export function openapiDocument(config: Pick<Config, 'facts' | 'windows' | 'publicUrl'>): OpenapiDocument {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Dîwan',
      version: '1',
      description:
        'Comments for article pages. An answer never repeats what a request got wrong, and none but a member’s own download holds an e-mail address. ' +
        'A field that is not described here is refused in a body and ignored in an address.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: config.publicUrl ?? '/' }],
    paths: pathsOf(config),
    components: { schemas: schemasOf(config) },
  };
}
