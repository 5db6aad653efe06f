import { phoneFacts, type NumberService } from './phone-facts.js';
import { normalisePhone, type E164 } from './phone-number.js';

it.each<[string, string | null, string, NumberService | null, boolean]>([
  ['+8613800138000', 'CN', 'mobile', null, true],
  ['+861065529988', 'CN', 'fixed_line', null, true],
  ['+86110', 'CN', 'service', 'emergency', true],
  ['+86119', 'CN', 'service', 'emergency', true],
  ['+86120', 'CN', 'service', 'emergency', true],
  ['+86122', 'CN', 'service', 'emergency', true],
  ['+86114', 'CN', 'service', 'public_service', true],
  ['+8612345', 'CN', 'service', 'public_service', true],
  ['+8612315', 'CN', 'service', 'public_service', true],
  ['+8612306', 'CN', 'service', 'public_service', true],
  ['+8612123', 'CN', 'service', 'public_service', true],
  ['+8612580', 'CN', 'service', null, true],
  ...['111', '112', '113', '115', '116', '117', '118', '121', '123', '124', '129', '1122', '12000', '12200', '11012'].map((digits): [string, string, string, null, boolean] => [`+86${digits}`, 'CN', 'unassigned', null, false]),
  ['+8695110', 'CN', 'service', 'public_service', true],
  ['+8696110', 'CN', 'service', 'public_service', true],
  ['+8610086', 'CN', 'service', 'carrier', true],
  ['+8610000', 'CN', 'service', 'carrier', true],
  ['+8610010', 'CN', 'service', 'carrier', true],
  ['+8695588', 'CN', 'service', 'company_95', true],
  ['+86955881', 'CN', 'service', 'company_95', true],
  ['+8695013812', 'CN', 'service', 'company_95', true],
  ['+8696123', 'CN', 'service', 'local_96', true],
  ['+86106575258192144', 'CN', 'service', 'message_gateway', true],
  ['+8610690123', 'CN', 'service', 'message_gateway', true],
  ['+864008101818', 'CN', 'shared_cost', 'shared_cost', true],
  ['+868008101818', 'CN', 'toll_free', 'toll_free', true],
  ['+8616812345', 'CN', 'premium_rate', 'premium', true],
  ['+19005550123', 'US', 'premium_rate', 'premium', true],
  ['+33899123456', 'FR', 'premium_rate', 'premium', true],
  ['+12025550143', 'US', 'fixed_line_or_mobile', null, true],
  ['+4930901820', 'DE', 'fixed_line', null, true],
  ['+447400123456', 'GB', 'mobile', null, true],
  ['+80012345678', null, 'toll_free', 'toll_free', true],
  ['+12005550143', null, 'unassigned', null, false],
  ['+86138001380001', 'CN', 'unassigned', null, false],
  ['+8611012345678', 'CN', 'unassigned', null, false],
])('%s', (number, country, numberType, service, valid) => {
  expect(normalisePhone(number, 'CN')).toBe(number);
  expect(phoneFacts(number as E164)).toEqual({ country, numberType, service, valid });
});

it('of a withheld number nothing is known', () => expect(phoneFacts('anonymous')).toEqual({ country: null, numberType: 'withheld', service: null, valid: null }));
