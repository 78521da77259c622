import { expect } from 'chai';
import { isFieldValue, isToken, quotedString } from './internals';

/** Every character that a string of bytes can hold. */
const characters = Array.from({ length: 256 }, (_, code) => String.fromCharCode(code));

describe('isToken (RFC 9110, section 5.6.2)', () => {
  it('takes the 77 characters of a token, and no other', () => {
    const taken = characters.filter(isToken).join('');
    expect(taken).to.equal("!#$%&'*+-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ^_`abcdefghijklmnopqrstuvwxyz|~");
  });

  for (const value of ['', 'a b', 'a,b', 'a\n', ' a', 'a:', '\u0130', undefined, null, 7, ['a']]) {
    it(`${JSON.stringify(value)} is not one`, () => {
      expect(isToken(value)).to.equal(false);
    });
  }

  it('Accept-Language is one', () => {
    expect(isToken('Accept-Language')).to.equal(true);
  });
});

describe('isFieldValue (RFC 9110, section 5.5)', () => {
  it('begins and ends with visible characters or obs-text', () => {
    const taken = characters.filter(isFieldValue);
    expect(taken).to.deep.equal(characters.filter((character) => /[!-~\x80-\xff]/.test(character)));
  });

  it('holds tabs and spaces between them, and no control characters', () => {
    const taken = characters.filter((character) => isFieldValue(`a${character}b`));
    expect(taken).to.deep.equal(characters.filter((character) => /[\t -~\x80-\xff]/.test(character)));
  });

  it('may be long', () => {
    expect(isFieldValue('private, max-age=60, community="a b"')).to.equal(true);
  });

  for (const value of ['', ' ', 'a ', '\ta', 'a\r\nSet-Cookie: b', 'a\n', '\u0100', undefined, null, 7, ['a']]) {
    it(`${JSON.stringify(value)} is not one`, () => {
      expect(isFieldValue(value)).to.equal(false);
    });
  }
});

describe('quotedString (RFC 9110, section 5.6.4)', () => {
  it('escapes quotes and backslashes', () => {
    expect(quotedString('a"b\\c')).to.equal('"a\\"b\\\\c"');
  });

  it('holds nothing, tabs, spaces and obs-text', () => {
    expect(quotedString('')).to.equal('""');
    expect(quotedString('\t \x80\xff')).to.equal('"\t \x80\xff"');
  });

  for (const text of ['\n', 'a\0', '\x7f', '\u0100']) {
    it(`cannot hold ${JSON.stringify(text)}`, () => {
      expect(quotedString(text)).to.equal(undefined);
    });
  }
});
