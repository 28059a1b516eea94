import { defineStatute } from '@fadu/kernel';

/** 法治宣传教育法, in force since 2025-11-01; before it, who enforces the law explained it under a document of 2017. */
export const lawPopularisationLaw = defineStatute({
  code: 'law-popularisation-law',
  title: '法治宣传教育法',
  kind: 'law',
  issuer: '全国人民代表大会常务委员会',
  inForce: '2025-11-01',
  articles: {
    '9': '谁执法谁普法，执法机关承担法治宣传教育责任',
    '18': '在执法过程中释法说理，结合听证和案件开展法治宣传教育',
    '57': '司法行政部门发出普法提示，有关单位改进并反馈',
    '59': '不落实法治宣传教育责任的，予以通报、处分',
  },
});
