"""The published site: Datasette's metadata, the plugin's pages, templates and style sheet.

`metadata.build_metadata` describes every table and column; `plugins/gongkai.py` hooks the pages of this
package into Datasette; `printed` lays a form's table out as the form prints it.
"""
