import type { ProjectMember } from '@throughline/contracts/backend';

/** Which member a form is about, and in which version: a change meant for an older one is refused. */
export function MemberKeys({ member }: { member: ProjectMember }) {
  return (
    <>
      <input type="hidden" name="project_id" value={member.project_id} />
      <input type="hidden" name="member_id" value={member.id} />
      <input type="hidden" name="version" value={member.version} />
    </>
  );
}
