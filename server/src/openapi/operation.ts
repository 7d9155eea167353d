import { ref, type JsonSchema } from './json-schema.ts';

/** Bodies by their type. */
export interface Media {
  readonly content: Readonly<Record<string, { readonly schema: JsonSchema }>>;
}

/** Something a request carries beside its body. */
export interface Parameter {
  readonly name: string;
  readonly in: 'query' | 'path' | 'header';
  readonly required?: boolean;
  readonly description: string;
  readonly schema: JsonSchema;
}

/** What is done by one method at one path. */
export interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: Media & { readonly required: true; readonly description: string };
  readonly responses: Readonly<Record<string, { readonly description: string } & Partial<Media>>>;
}

/** What can be done at one path. */
export interface PathItem {
  readonly get?: Operation;
  readonly post?: Operation;
  readonly patch?: Operation;
  readonly put?: Operation;
}

/** A body in JSON, by the name of its schema. */
export function json(name: string): Media {
  return { content: { 'application/json': { schema: ref(name) } } };
}

/** Failures by their status, and the one that any operation may end with. */
export function problems(...described: readonly (readonly [status: number, description: string])[]): Operation['responses'] {
  const media: Media = { content: { 'application/problem+json': { schema: ref('Problem') } } };
  return Object.fromEntries([...described, [503, 'The database cannot be reached just now.'] as const].map(([status, description]) => [status, { description, ...media }]));
}
