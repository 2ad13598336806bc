"""Renmai 人脈: Business Relationship Management (BRM, 商業關係管理)."""

__version__ = "0.1.0"
