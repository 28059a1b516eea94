/** Fields that the forms of this system share. */
import { z } from 'zod';

export const long = (title: string, min = 4, max = 5000) =>
  z.string().trim().min(min).max(max).meta({ title, widget: 'long-text' });
export const line = (title: string, min = 2, max = 200) =>
  z.string().trim().min(min).max(max).meta({ title });
export const day = (title: string, description?: string) =>
  z.iso.date().meta({ title, ...(description && { description }) });
export const organ = (title: string) => z.string().trim().min(1).max(60).meta({ title, widget: 'organ' });
export const account = (title: string) => z.string().trim().min(1).max(60).meta({ title, widget: 'account' });
export const yes = (title: string, description?: string) =>
  z.boolean().meta({ title, ...(description && { description }) });
