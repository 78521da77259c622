import { expect } from 'chai';
import { JsonController, Put } from 'routing-controllers';
import { ETag, ETagFromResult, Touches, versionOf } from 'routing-controllers-etag';
import { App, plainSetups } from './app';

const refused: readonly {
  readonly why: string;
  readonly decorators: readonly MethodDecorator[];
  readonly says: string;
}[] = [
  {
    why: 'there is no @ETag',
    decorators: [],
    says: 'but no @ETag(versionOf(…)) whose tag it could publish: add one',
  },
  {
    why: 'the tag is not made of names',
    decorators: [ETag(() => 'v1') as MethodDecorator],
    says: 'but no @ETag(versionOf(…)) whose tag it could publish: add one',
  },
  {
    why: 'another tag is published',
    decorators: [ETag(versionOf(() => 'a')) as MethodDecorator, ETagFromResult(() => 'v2') as MethodDecorator],
    says: 'and @ETagFromResult: remove one of them',
  },
];

describe('@Touches(…, { publish: true })', () => {
  for (const { why, decorators, says } of refused) {
    it(`is an error when the controller is built if ${why}`, () => {
      class NoteController {
        save(): object {
          return {};
        }
      }
      const { prototype } = NoteController;
      const all = [Put(), Touches(() => 'a', { publish: true }), ...decorators] as MethodDecorator[];
      Reflect.decorate(all, prototype, 'save', Object.getOwnPropertyDescriptor(prototype, 'save'));
      JsonController()(NoteController);
      for (const setup of plainSetups) {
        const app = new App(setup, { controllers: [NoteController] });
        expect(() => app.create()).to.throw(TypeError, `NoteController.save has @Touches(…, { publish: true })`);
        expect(() => app.create()).to.throw(TypeError, says);
      }
    });
  }

  it('takes no other options', () => {
    expect(() => Touches(() => 'a', { publish: 'yes' as never })).to.throw(TypeError, 'publish takes true or false');
    expect(() => Touches(() => 'a', { published: true } as never)).to.throw(TypeError, 'unknown option published');
  });
});
