/** The longest id, cursor or mark that travels on the wire, in UTF-16 units. */
export const maxIdLength = 200;

/** The most items an answer may hold before it is not believed. */
export const maxItems = 10_000;
