import { applyDecorators } from '@nestjs/common';
import { IsString, Length, Matches } from 'class-validator';

/** More than blanks, control characters and letters of no width. */
const SAYS_SOMETHING = /[^\p{Z}\p{C}]/u;

/** What people say in their own words: something, and at most `longest` characters of it. Whether a field may be left out is for `MayBeAbsent` to say. */
export function FreeText(longest: number): PropertyDecorator {
  return applyDecorators(IsString(), Length(1, longest), Matches(SAYS_SOMETHING, { message: '$property must say something' }));
}
