"""This file is the package of everything that Diplomatic Timeline is made of."""
