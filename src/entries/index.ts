/** The elements' classes, their events and what an adapter is, defining nothing. Published as `diwan`. */
export * from './adapter.ts';
export { registerAdapter, type AdapterFactory } from '../adapters/registry.ts';
export { DiwanComments } from '../elements/comments/comments.ts';
export { ListRequest, LoadEvent, LoadFailedEvent, PostEvent, type ListWish } from '../controllers/events.ts';
