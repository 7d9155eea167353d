import { createContext } from '@lit/context';
import type { Widget } from '../state/widget.ts';

/** Hands a widget's shared state to its rooms. The value never changes; what is inside it does. */
export const widgetContext = createContext<Widget>('diwan-widget');
