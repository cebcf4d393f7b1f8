import { instanceCases } from '../support/instance-cases.ts';
import { sharedFile } from '../support/several-instances.ts';

instanceCases('one file', sharedFile);
