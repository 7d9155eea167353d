/** What the form needs: fetched when the reader comes near it, or where something still has to be sent. */
import '../adapters/http/writes.ts';
import { DiwanForm } from '../elements/form/form.ts';
import { textStore } from '../elements/comments/options.ts';
import { savePreferences } from '../state/save-preferences.ts';
import { writingRoom, type OpenWriting } from '../state/writing.ts';
import { environment } from './environment.ts';
import { define } from './registration.ts';

const open = writingRoom(environment, (unsent) => savePreferences(textStore(), { unsent }));

/** Opens drafts and outbox for a widget. */
export const openWriting: OpenWriting = async (adapter, backend) => open(adapter, backend);

define({ 'diwan-form': DiwanForm });
