import { MemoryAdapter, type MemoryOptions } from '../../src/adapters/memory/memory-adapter.ts';
import type { ConformanceBackend } from '../../src/conformance/index.ts';
import { Mailbox } from './mailbox.ts';

/** The memory adapter as the conformance kit examines it, with the moderator's hands and a mailbox. */
export function memoryBackend(make: (onMail: NonNullable<MemoryOptions['onMail']>) => MemoryAdapter): ConformanceBackend<MemoryAdapter> {
  const mailboxes = new WeakMap<MemoryAdapter, Mailbox>();
  return {
    create: () => {
      const mailbox = new Mailbox();
      const adapter = make(mailbox.take);
      mailboxes.set(adapter, mailbox);
      return adapter;
    },
    site: 'https://news.example',
    moderation: {
      publish: (adapter, { site }, comment) => adapter.publish(site, comment),
      remove: (adapter, { site }, comment) => adapter.remove(site, comment),
      closeThread: (adapter, ref) => adapter.closeThread(ref),
    },
    mailbox: { codeSentTo: (adapter, address) => mailboxes.get(adapter)!.codeSentTo(address) },
  };
}

/** The same, made with these options, and with other devices. */
export function memoryBackendWith(options: MemoryOptions): ConformanceBackend<MemoryAdapter> {
  return {
    ...memoryBackend((onMail) => new MemoryAdapter({ ...options, onMail })),
    another: (adapter) => adapter.beside('another'),
    again: (adapter) => adapter.beside('same'),
  };
}
