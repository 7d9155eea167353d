/** What an adapter's author needs. Published as `diwan/adapter`. */
export type * from '../adapters/adapter.ts';
export * from '../contract/index.ts';
