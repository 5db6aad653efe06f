import { FakeLookup } from '../../libs/callers/src/app/lookup.fixture.js';
import { describeLookup } from './lookup-contract.fixture.js';

describeLookup('in memory', () => new FakeLookup());
