/** The panel that slides in from the right: an act's form, a paper, the people of an organ. */
import { Drawer, type DrawerProps } from 'antd';
import { useRef } from 'react';

/**
 * A drawer whose content belongs to one thing at a time. `title` names that thing and may vanish with it: the panel keeps
 * the last name while it slides away, for eyes and for screen readers alike.
 */
export function SidePanel({
  title,
  ...rest
}: Omit<DrawerProps, 'title'> & { readonly title: string | undefined }) {
  const last = useRef('');
  if (title) last.current = title;
  return <Drawer {...rest} title={last.current} destroyOnHidden />;
}
