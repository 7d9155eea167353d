import type { Rule } from '../rule.ts';
import { abortingRules } from './aborting.ts';
import { accountLifeRules } from './account-life.ts';
import { accountRules } from './account.ts';
import { countsRules } from './counts.ts';
import { errorsRules } from './errors.ts';
import { freezingRules } from './freezing.ts';
import { hostileTextRules } from './hostile-text.ts';
import { idempotencyRules } from './idempotency.ts';
import { lifecycleRules } from './lifecycle.ts';
import { limitsRules } from './limits.ts';
import { locatingRules } from './locating.ts';
import { memberAbortingRules } from './member-aborting.ts';
import { moderationRules } from './moderation.ts';
import { ownEditRules } from './own-edits.ts';
import { ownRemovalRules } from './own-removals.ts';
import { ownRules } from './own.ts';
import { pagingRules } from './paging.ts';
import { privacyRules } from './privacy.ts';
import { readingRules } from './reading.ts';
import { repliesRules } from './replies.ts';
import { sessionCodeRules } from './session-codes.ts';
import { sessionCommentRules } from './session-comments.ts';
import { sessionDeviceRules } from './session-devices.ts';
import { sessionRules } from './session.ts';
import { writingRules } from './writing.ts';

/** Every rule, in the order a report shows them: what a reader meets first comes first. */
export const rules: readonly Rule[] = [
  ...lifecycleRules,
  ...readingRules,
  ...pagingRules,
  ...freezingRules,
  ...writingRules,
  ...limitsRules,
  ...hostileTextRules,
  ...idempotencyRules,
  ...repliesRules,
  ...locatingRules,
  ...countsRules,
  ...moderationRules,
  ...ownRules,
  ...ownEditRules,
  ...ownRemovalRules,
  ...sessionRules,
  ...sessionCodeRules,
  ...sessionDeviceRules,
  ...sessionCommentRules,
  ...accountRules,
  ...accountLifeRules,
  ...privacyRules,
  ...errorsRules,
  ...abortingRules,
  ...memberAbortingRules,
];
