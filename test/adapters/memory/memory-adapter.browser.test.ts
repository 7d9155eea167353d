import { describeConformance } from '../../support/conformance.ts';
import { memoryBackendWith } from '../../support/memory-backend.ts';

await describeConformance('the memory adapter in a browser', memoryBackendWith({}), { describe, it, after });
