/** The page's own storage, network, locks and channel: one for all that the widgets of a page keep. */
import { pageEnvironment } from '../state/environment.ts';

export const environment = pageEnvironment(window);
