/** The longest id, cursor or mark that travels on the wire, in UTF-16 units. */
export const maxIdLength = 200;

/** The longest key of a thread, in UTF-16 units. */
export const maxThreadKeyLength = 500;

/** The most items an answer may hold before it is not believed. */
export const maxItems = 1000;

/** The most threads one request for counts may ask for. */
export const maxCountsPerRequest = 100;
