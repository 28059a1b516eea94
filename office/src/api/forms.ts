/** Forms as browsers send them: read once, before anything is done with them. */
import type { MiddlewareHandler } from 'hono';
import { Problem } from '../problem.ts';

const FORM = /^(?:multipart\/form-data|application\/x-www-form-urlencoded)\b/i;

/**
 * A form whose parts are not in order (a boundary that is missing, a part cut off) is refused before a page reads it; what was
 * read is kept with the request. @throws Problem 400
 */
export const readableForms: MiddlewareHandler = async (c, next) => {
  if (FORM.test(c.req.header('content-type') ?? '')) {
    try {
      await c.req.parseBody();
    } catch (error) {
      // Only what the parser says of the form; a body that is too large or a reader that went away says so itself.
      if (!(error instanceof TypeError)) throw error;
      throw new Problem(
        400,
        'form',
        '提交的表单格式不对，无法读取，没有写入任何内容；请返回上一页重新填写提交',
      );
    }
  }
  await next();
};
