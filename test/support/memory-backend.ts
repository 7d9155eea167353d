import { MemoryAdapter, type MemoryOptions } from '../../src/adapters/memory/memory-adapter.ts';
import type { ConformanceBackend } from '../../src/conformance/index.ts';

/** The memory adapter as the conformance kit examines it, with the moderator's hands. */
export function memoryBackend(make: () => MemoryAdapter): ConformanceBackend<MemoryAdapter> {
  return {
    create: make,
    site: 'https://news.example',
    moderation: {
      publish: (adapter, { site }, comment) => adapter.publish(site, comment),
      remove: (adapter, { site }, comment) => adapter.remove(site, comment),
      closeThread: (adapter, ref) => adapter.closeThread(ref),
    },
  };
}

/** The same, made with these options. */
export function memoryBackendWith(options: MemoryOptions): ConformanceBackend<MemoryAdapter> {
  return memoryBackend(() => new MemoryAdapter(options));
}
