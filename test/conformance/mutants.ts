import type { Mutant } from './mutants/mutant.ts';
import { accountMutants } from './mutants/account.ts';
import { codeMutants } from './mutants/codes.ts';
import { facetMutants } from './mutants/facets.ts';
import { ownEditMutants, ownRemovalMutants } from './mutants/own-changes.ts';
import { ownMutants } from './mutants/own.ts';
import { pagingMutants } from './mutants/paging.ts';
import { readingMutants } from './mutants/reading.ts';
import { repeatingMutants } from './mutants/repeating.ts';
import { sessionMutants } from './mutants/session.ts';
import { trustMutants } from './mutants/trust.ts';
import { writingMutants } from './mutants/writing.ts';

/** Memory adapters with one planted bug each. A rule that notices none of them may as well not be there. */
export const mutants: readonly Mutant[] = [
  ...readingMutants,
  ...pagingMutants,
  ...writingMutants,
  ...repeatingMutants,
  ...facetMutants,
  ...ownMutants,
  ...ownEditMutants,
  ...ownRemovalMutants,
  ...trustMutants,
  ...sessionMutants,
  ...codeMutants,
  ...accountMutants,
];
