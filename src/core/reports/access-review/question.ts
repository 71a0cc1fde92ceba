import { refuseIf } from '../../invalid-input.ts';
import { methodProblem, pathProblem, permissionsProblem } from '../../../shared/request-text.ts';
import { scopeProblem } from '../../../shared/text.ts';
import type { ReachQuestion } from '../request.ts';

/** Checks and trims. @throws AppError `INVALID_INPUT` on `permission`, `method`, `target` or `scope` */
export function checkQuestion(question: ReachQuestion): ReachQuestion {
  switch (question.by) {
    case 'permission': {
      const permission = question.permission.trim();
      refuseIf('permission', permissionsProblem([permission]));
      return { by: 'permission', permission };
    }
    case 'operation': {
      const [method, target] = [question.method.trim(), question.target.trim()];
      refuseIf('method', methodProblem(method));
      refuseIf('target', pathProblem(target));
      return { by: 'operation', method, target };
    }
    case 'data-scope': {
      // As groups keep them.
      const scope = question.scope.trim().normalize('NFC');
      refuseIf('scope', scopeProblem(scope));
      return { by: 'data-scope', scope };
    }
  }
}

/** "the permission invoices:read". */
export function questionText(question: ReachQuestion): string {
  switch (question.by) {
    case 'permission':
      return `the permission ${question.permission}`;
    case 'operation':
      return `the operation ${question.method} ${question.target}`;
    case 'data-scope':
      return `the data scope ${question.scope}`;
  }
}
