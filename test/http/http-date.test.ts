import { runInNewContext } from 'node:vm';
import { expect } from 'chai';
import fc from 'fast-check';
import { formatHttpDate, parseHttpDate } from 'routing-controllers-etag/http';
import { anyFieldValue, anySecond } from './arbitraries';
import { dates, dayNames, monthNames, nearMisses, refusedDates, strongDates, writtenDates } from './http-date.cases';
import { isStrongDate } from './internals';

const NOW = '2026-11-22';

describe('parseHttpDate', () => {
  for (const { rule, text, now, instant } of dates) {
    it(`${text}${now === undefined ? '' : ` in ${now.slice(0, 4)}`}: ${rule}`, () => {
      expect(parseHttpDate(text, Date.parse(now ?? NOW))).to.equal(Date.parse(instant));
    });
  }

  for (const { rule, text } of nearMisses) {
    it(`${JSON.stringify(text.slice(0, 80))} is no date: ${rule}`, () => {
      expect(parseHttpDate(text, Date.parse(NOW))).to.equal(undefined);
    });
  }

  for (const [index, day] of dayNames.entries()) {
    it(`knows ${day} in all three forms`, () => {
      const november = 6 + index;
      const expected = Date.UTC(1994, 10, november, 8, 49, 37);
      const short = day.slice(0, 3);
      const padded = String(november).padStart(2, '0');
      expect(parseHttpDate(`${short}, ${padded} Nov 1994 08:49:37 GMT`)).to.equal(expected);
      expect(parseHttpDate(`${day}, ${padded}-Nov-94 08:49:37 GMT`, Date.parse(NOW))).to.equal(expected);
      expect(parseHttpDate(`${short} Nov ${padded.replace(/^0/, ' ')} 08:49:37 1994`)).to.equal(expected);
    });
  }

  for (const [index, month] of monthNames.entries()) {
    it(`knows ${month} in all three forms`, () => {
      const expected = Date.UTC(1994, index, 6, 8, 49, 37);
      expect(parseHttpDate(`Sun, 06 ${month} 1994 08:49:37 GMT`)).to.equal(expected);
      expect(parseHttpDate(`Sunday, 06-${month}-94 08:49:37 GMT`, Date.parse(NOW))).to.equal(expected);
      expect(parseHttpDate(`Sun ${month}  6 08:49:37 1994`)).to.equal(expected);
    });
  }

  it('takes the century of an RFC 850 date from the clock if no other time is given', () => {
    const year = new Date().getUTCFullYear();
    const twoDigits = String(year % 100).padStart(2, '0');
    expect(parseHttpDate(`Sunday, 06-Nov-${twoDigits} 08:49:37 GMT`)).to.equal(Date.UTC(year, 10, 6, 8, 49, 37));
  });

  for (const zone of ['Asia/Tokyo', 'America/New_York']) {
    it(`reads all forms as GMT on a server in ${zone}`, () => {
      const zoneOfThisProcess = process.env.TZ;
      process.env.TZ = zone;
      try {
        for (const { text, now, instant } of dates) {
          expect(parseHttpDate(text, Date.parse(now ?? NOW)), text).to.equal(Date.parse(instant));
        }
      } finally {
        if (zoneOfThisProcess === undefined) delete process.env.TZ;
        else process.env.TZ = zoneOfThisProcess;
      }
    });
  }

  it('reads back what formatHttpDate writes', () => {
    fc.assert(
      fc.property(anySecond, (second) => {
        expect(parseHttpDate(formatHttpDate(second))).to.equal(second);
      }),
    );
  });

  it('reads back every day of four centuries', () => {
    const misread: string[] = [];
    for (let day = Date.UTC(1800, 0, 1); day < Date.UTC(2200, 0, 1); day += 86_400_000) {
      const text = new Date(day).toUTCString();
      if (parseHttpDate(text) !== day) misread.push(text);
    }
    expect(misread).to.deep.equal([]);
  });

  it('gives every RFC 850 date the year that is at most 50 years in the future and less than 50 in the past', () => {
    const now = fc.integer({ min: Date.UTC(1970, 0, 1) / 1000, max: Date.UTC(2200, 0, 1) / 1000 });
    const days = fc.integer({ min: -49 * 365, max: 49 * 365 });
    fc.assert(
      fc.property(now, days, (nowInSeconds, distance) => {
        const instant = (nowInSeconds + distance * 86_400) * 1000;
        const [, day = '', month = '', year = '', time = ''] = new Date(instant).toUTCString().split(' ');
        const text = `Sunday, ${day}-${month}-${year.slice(2)} ${time} GMT`;
        expect(parseHttpDate(text, nowInSeconds * 1000)).to.equal(instant);
      }),
    );
  });

  it('never throws, and gives whole seconds or nothing', () => {
    fc.assert(
      fc.property(anyFieldValue, (text) => {
        const instant = parseHttpDate(text);
        if (instant !== undefined) expect(instant % 1000).to.be.oneOf([0, -0]);
      }),
    );
  });
});

describe('formatHttpDate', () => {
  for (const { rule, date, field } of writtenDates) {
    it(`writes ${field}: ${rule}`, () => {
      expect(formatHttpDate(date)).to.equal(field);
    });
  }

  it('takes a Date of another realm', () => {
    expect(formatHttpDate(runInNewContext('new Date(0)') as Date)).to.equal('Thu, 01 Jan 1970 00:00:00 GMT');
  });

  for (const { rule, date, message } of refusedDates) {
    it(`refuses ${rule}`, () => {
      expect(() => formatHttpDate(date as Date)).to.throw(TypeError, message);
    });
  }
});

describe('isStrongDate', () => {
  for (const { rule, lastModified, now, strong } of strongDates) {
    it(`${strong ? 'is' : 'is not'} strong: ${rule}`, () => {
      expect(isStrongDate(Date.parse(lastModified), Date.parse(now))).to.equal(strong);
      expect(isStrongDate(new Date(lastModified), Date.parse(now)), 'a Date').to.equal(strong);
    });
  }
});
